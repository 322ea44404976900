"""Schemes in a text: to name one is not to link it; no Django.

A link is a scheme and, without a blank between them, what it leads to: a host behind `https://` or
any other `name://`, a program behind `javascript:`, a kind of file, a comma and its data behind
`data:`. Programs that look for links in plain text (mail and office programs, readers of Markdown)
go by the same. So 「http:// は使いません」, 「JavaScript:ES2020」 and 「TCP://443」 only name
something: behind it comes nothing, or what leads nowhere. Such a text is kept, and shown nowhere
as a link. Which links a text may hold is for `forbidden` to say.
"""

import re

CLOSING = ".,:;!?'*)]}"  # ends the sentence around an address, not the address
_NOTHING = rf"[{re.escape(CLOSING)}\">`|]*+(?![!-~])"
# Programs open a host of other letters than ASCII, too, and one behind a user name. What Japanese
# puts behind a scheme that it names has neither a dot nor an @ before its next mark.
_HOST = r"(?:[\w-]+(?:\.\w|．[A-Za-zａ-ｚＡ-Ｚ])|[\w!-.:-?\[-~]+@[\w\[])"
_LIST = r"[,|](?=[A-Za-z][A-Za-z0-9+.-]*://)"  # http://,https://
_NAMED = rf"(?:<|{_LIST}|(?!{_HOST}){_NOTHING})"  # https://<company>/ is no address either

# ASCII alone: Japanese text follows an address without a space.
ADDRESS_SIGNS = "!#-;=?-~"
ADDRESS = re.compile(rf"https?://(?!{_NAMED})[{ADDRESS_SIGNS}]*", re.IGNORECASE)
ANY_SCHEME = re.compile(
    rf"(?<![A-Za-z0-9+.-])(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://|\\\\)(?!{_NAMED})"
)
# Protocols and stores that a text may write with an address: no reader's program opens them.
UNOPENED = {
    *("tcp", "udp", "tls", "ssl", "quic", "ws", "wss", "grpc", "grpcs", "unix", "syslog"),
    *("amqp", "amqps", "mqtt", "mqtts", "kafka", "redis", "rediss", "mongodb", "oracle"),
    *("mysql", "mariadb", "postgres", "postgresql", "sqlserver"),
    *("hdfs", "s3", "s3a", "gs", "az", "abfs", "abfss", "docker", "oci"),
}
# A program calls, assigns, quotes or encodes; a name or a version (JavaScript:ES2020) does nothing.
# What is longer than names are is no name. `javascript:;` is a program, though an empty one.
_NO_PROGRAM = rf"(?!;)[A-Za-z0-9_.,/:+#-]{{0,255}}+{_NOTHING}"
_OTHERS = "[,/|](?:javascript|vbscript|data|https?|file|ftp|mailto|about|blob):"
# Data without a comma, or of what is no kind of file, is none: Master data:daily,weekly
_KIND = (
    "(?:application|audio|example|font|haptics|image|message|model|multipart|text|video|x-[a-z]+)"
)
SCRIPT = re.compile(
    rf"(?<![A-Za-z])(?:javascript:(?!{_NO_PROGRAM})|vbscript:(?!(?!;)(?:{_NOTHING}|{_OTHERS}))"
    rf"|data:(?:{_KIND}/[!-+\--:<-~]{{1,127}}+)?(?:;[!-+\--~]{{0,255}}+)?,(?=\S))",
    re.IGNORECASE,
)
# Two slashes alone lead somewhere only where a host follows: //host.example, but not //TODO.
WITHOUT_SCHEME = re.compile(rf"(?<![:/\w])//(?=\[[0-9A-Fa-f:]|{_HOST})")
