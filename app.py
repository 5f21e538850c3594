"""Composition root: the Chalice app, its middleware and blueprints, and every event handler."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext
from chalice.app import Chalice, ConvertToMiddleware, DynamoDBEvent, Rate, SQSEvent

from chalicelib.log import logger
from chalicelib.routes import BLUEPRINTS
from chalicelib.routes.penjaga import refusals_as_json

app = Chalice(app_name="ikrg", configure_logs=False)
app.register_middleware(ConvertToMiddleware(logger.inject_lambda_context(clear_state=True)))
app.register_middleware(refusals_as_json, event_type="http")
for blueprint in BLUEPRINTS:
    app.register_blueprint(blueprint)


@app.lambda_function(name="mulai_langkah")
def mulai_langkah(event: dict[str, Any], context: LambdaContext) -> None:
    """Step Functions reached a langkah: open its visit, or answer for one already closed."""
    from chalicelib.services.mulai import mulai

    mulai(event)


# The ARNs in these decorators are placeholders: the merge file in infra/ names the real ones.
@app.on_dynamodb_record(stream_arn="arn:aws:dynamodb:::table/permohonan/stream/x", name="lanjutkan")
def lanjutkan(event: DynamoDBEvent) -> None:
    """The table changed: answer Step Functions and queue what must go out."""
    from chalicelib.services.lanjut import lanjut

    lanjut(event.to_dict()["Records"])


@app.on_sqs_message(queue="berkas", name="berkas_masuk")
def berkas_masuk(event: SQSEvent) -> dict[str, Any]:
    """A paper reached the bucket: look at what it really is."""
    from chalicelib.services.berkas_masuk import berkas_masuk as terima

    return terima(event.to_dict()["Records"])


@app.on_sqs_message(queue="sms", name="kirim_sms")
def kirim_sms(event: SQSEvent) -> dict[str, Any]:
    """An SMS is due."""
    from chalicelib.services.kirim_sms import kirim_sms as kirim

    return kirim(event.to_dict()["Records"])


@app.lambda_function(name="cetak")
def cetak(event: dict[str, Any], context: LambdaContext) -> dict[str, object]:
    """The API wants a letter rendered."""
    from chalicelib.services.cetak import cetak as buat

    return buat(event)


@app.on_sqs_message(queue="surat", name="terbitkan", batch_size=1)
def terbitkan(event: SQSEvent) -> dict[str, Any]:
    """A letter is due: render it, sign it, keep it."""
    from chalicelib.services.terbitkan import terbitkan as terbit

    return terbit(event.to_dict()["Records"])


@app.on_sqs_message(queue="arsip", name="arsipkan", batch_size=1)
def arsipkan(event: SQSEvent) -> dict[str, Any]:
    """A case is over: put all that belongs to it into its archive."""
    from chalicelib.services.arsipkan import arsipkan as simpan

    return simpan(event.to_dict()["Records"])


@app.lambda_function(name="status_sms")
def status_sms(event: dict[str, Any], context: LambdaContext) -> None:
    """The provider says whether SMS arrived."""
    from chalicelib.services.status_sms import status_sms as catat

    catat(event)


@app.schedule(Rate(5, unit=Rate.MINUTES), name="tandai_terlambat")
def tandai_terlambat(event: Any) -> None:
    """Warn, flag and raise what is late; let lapse what was not mended; clear abandoned drafts."""
    from chalicelib.services.tempo import sapu

    sapu()


@app.schedule(Rate(1, unit=Rate.MINUTES), name="pulihkan")
def pulihkan(event: Any) -> None:
    """Pick up the cases that stand still between two langkah, and the SMS that are due."""
    from chalicelib.services.alur import pulihkan as pulih

    pulih()


@app.lambda_function(name="tantangan")
def tantangan(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Cognito asks for the applicants' one-time code."""
    from datetime import UTC, datetime

    from chalicelib.services.tantangan import tantangan as jawab

    return jawab(event, datetime.now(UTC))
