import { siapkanMenu } from "./tampil.js";
siapkanMenu();
