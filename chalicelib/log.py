"""The one Logger: constant messages, facts in `extra=`; never names, NIK, phones or tokens."""

from aws_lambda_powertools import Logger

logger = Logger(service="ikrg", log_uncaught_exceptions=False)
