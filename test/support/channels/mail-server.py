"""Runs an SMTP server with TLS, a login and a Maildir on a free port of this machine; prints the port.

The first recipient's name chooses what happens after the content: "busy", "closing" and "never" refuse it; "slow",
"cut", "half" and "drip" take it, then never answer, break the connection, or answer without an end. A recipient "gone"
or "later" is refused by itself; "hang" and "reset" end the session before the content. With the suffix "+once", only
the first mail to that address fails.
"""

import asyncio
import json
import ssl
import sys

from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult

OPTIONS = json.loads(sys.argv[1])
CONTENT = {
    "busy": "451 4.3.0 Try again later",
    "closing": "421 4.3.2 Closing",
    "never": "554 5.6.0 Refused for <ops@example.com>",
}
RECIPIENT = {"gone": "550 5.1.1 <gone@example.com> does not exist", "later": "450 4.2.0 Greylisted"}


class Server(Mailbox):
    failed = set()

    def fault(self, address):
        name, once, _ = address.split("@")[0].partition("+")
        if address in self.failed:
            return ""
        if once:
            self.failed.add(address)
        return name

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = self.fault(address)
        if name == "hang":
            await asyncio.sleep(3600)
        if name == "reset":
            server.transport.abort()
        if name not in RECIPIENT:
            envelope.rcpt_tos.append(address)
            session.fault = getattr(session, "fault", name)
        return RECIPIENT.get(name, "250 OK")

    async def handle_DATA(self, server, session, envelope):
        name = session.fault
        if name in CONTENT:
            return CONTENT[name]
        answer = await super().handle_DATA(server, session, envelope)
        if name == "slow":
            await asyncio.sleep(3600)
        if name == "cut":
            server.transport.abort()
        if name == "half":
            server.transport.write(b"250 O")
            server.transport.close()
        while name == "drip" and not server.transport.is_closing():
            server.transport.write(b"2")
            await asyncio.sleep(0.01)
        return answer


def authenticate(server, session, envelope, mechanism, data):
    known = data.login == b"logbell" and data.password == OPTIONS["password"].encode()
    return AuthResult(success=known, handled=known)


async def main():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(OPTIONS["cert"], OPTIONS["key"])
    security = OPTIONS["security"]
    handler = Server(OPTIONS["maildir"])

    def session():
        return SMTP(
            handler,
            hostname="localhost",
            tls_context=context if security == "starttls" else None,
            require_starttls=security == "starttls",
            auth_required=OPTIONS["password"] != "",
            auth_require_tls=security == "starttls",
            authenticator=authenticate,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(session, "127.0.0.1", 0, ssl=context if security == "tls" else None)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
