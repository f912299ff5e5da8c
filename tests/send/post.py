"""The other end of `planroll send` in tests: drafts are written, received and compared by Python's own mail library.

    post.py write DIR < drafts.json    writes each draft as an .eml
    post.py serve BOX [options]        a mail server (aiosmtpd) that keeps each mail in the folder BOX; prints its port
    post.py compare DRAFT MAIL         fails unless the mail is the draft, with a date and an identity
    post.py typed TEXT COMMAND...      runs a command on a terminal of its own and types TEXT where it asks
    post.py limited HOW BYTES COMMAND...  runs a command that may write no file past so many bytes: killed or refused there
    post.py certificate DIR NAME       writes a certificate authority (ca.pem) and a certificate (cert.pem, key.pem)
"""

import argparse
import asyncio
import datetime
import email
import email.policy
import ipaddress
import json
import pathlib
import ssl
import sys
import uuid


def write(folder):
    for draft in json.load(sys.stdin):
        message = email.message.EmailMessage(policy=email.policy.SMTP)
        for name in ("From", "To", "Cc", "Reply-To", "Subject"):
            if draft.get(name.lower()):
                message[name] = draft[name.lower()]
        message["X-Unsent"] = "1"
        message.set_content(draft["text"], cte=draft.get("encoding"))
        message.add_alternative("<p>" + draft["text"].replace("\n", "<br>\n") + "</p>", subtype="html")
        for name, text in draft["files"]:
            kind = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            message.add_attachment(text.encode(), "application", kind, filename=name)
        pathlib.Path(folder, draft["name"]).write_bytes(message.as_bytes())


def compare(draft, mail):
    def parsed(path):
        return email.message_from_bytes(pathlib.Path(path).read_bytes(), policy=email.policy.default)

    def parts(message):
        for part in message.walk():
            if not part.is_multipart():
                yield part.get_content_type(), part.get_filename(), part.get_content()

    draft, mail = parsed(draft), parsed(mail)
    for message in (draft, mail):
        assert not message.defects and not any(part.defects for part in message.walk()), message.defects
    for name in ("To", "Cc", "Reply-To", "Subject", "MIME-Version", "Content-Type"):
        assert draft.get_all(name) == mail.get_all(name), name
    assert [str(a) for a in draft["To"].addresses] == [str(a) for a in mail["To"].addresses]
    assert list(parts(draft)) == list(parts(mail)), "text or attachments differ"
    assert len(mail.get_all("From")) == 1 and mail["From"].addresses[0].addr_spec
    assert len(mail.get_all("Date")) == 1 and mail["Date"].datetime.tzinfo
    assert len(mail.get_all("Message-ID")) == 1
    for name in ("X-Unsent", "Bcc"):
        assert mail[name] is None, name
    known = set(draft.keys()) | {"Date", "Message-ID", "From"}
    assert set(mail.keys()) <= known, set(mail.keys()) - known


def certificate(folder, name):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    now = datetime.datetime.now(datetime.timezone.utc)
    day = datetime.timedelta(days=1)

    def made(subject, issuer, key, signer, extensions):
        def named(text):
            return x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)])

        builder = x509.CertificateBuilder().subject_name(named(subject)).issuer_name(named(issuer))
        builder = builder.public_key(key.public_key()).serial_number(x509.random_serial_number())
        builder = builder.not_valid_before(now - day).not_valid_after(now + 30 * day)
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(signer, hashes.SHA256())

    def usage(**set_to):
        names = (
            "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign "
            "crl_sign encipher_only decipher_only"
        ).split()
        return x509.KeyUsage(**{each: set_to.get(each, False) for each in names})

    ca_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    ca_id = x509.SubjectKeyIdentifier.from_public_key(ca_key.public_key())
    basic = x509.BasicConstraints(ca=True, path_length=None)
    authority = made(
        "Test authority",
        "Test authority",
        ca_key,
        ca_key,
        [(basic, True), (usage(key_cert_sign=True, crl_sign=True), True), (ca_id, False)],
    )
    try:
        shown = x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        shown = x509.DNSName(name)
    server = made(
        "Test server",
        "Test authority",
        key,
        ca_key,
        [
            (x509.SubjectAlternativeName([shown]), False),
            (x509.BasicConstraints(ca=False, path_length=None), True),
            (usage(digital_signature=True), True),
            (x509.ExtendedKeyUsage([x509.ExtendedKeyUsageOID.SERVER_AUTH]), False),
            (x509.AuthorityKeyIdentifier.from_issuer_subject_key_identifier(ca_id), False),
            (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
        ],
    )
    folder = pathlib.Path(folder)
    pem = serialization.Encoding.PEM
    folder.joinpath("ca.pem").write_bytes(authority.public_bytes(pem))
    folder.joinpath("cert.pem").write_bytes(server.public_bytes(pem))
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    folder.joinpath("key.pem").write_bytes(secret)


def typed(text, *command):
    import os
    import pty
    import termios
    import time

    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    shown, asked = b"", False
    while True:
        try:
            more = os.read(terminal, 4096)
        except OSError:
            break
        if not more:
            break
        shown += more
        if not asked and b"Password of " in shown:
            asked = True
            # Nobody types before the terminal stops showing it.
            while termios.tcgetattr(terminal)[3] & termios.ECHO:
                time.sleep(0.01)
            os.write(terminal, text.encode() + b"\n")
    sys.stdout.write(shown.decode())
    sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def limited(how, size, *command):
    import os
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_DFL if how == "killed" else signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    os.execvp(command[0], command)


def rude(how, step, box):
    """A server that misbehaves in one answer: `drip` (a byte at a time, without end), `endless` (a line without end),
    `lines` (lines without end), `early` (an answer too many, together with that one), `eager` (one too many, behind it)."""
    import socket
    import threading
    import time

    answers = {"greeting": b"220 x", "EHLO": b"250-x\r\n250-AUTH PLAIN\r\n250 8BITMIME", "AUTH": b"235 x", "DATA": b"354 x"}
    answers |= {"QUIT": b"221 x"}

    def answer(connection, this):
        said = answers.get(this, b"250 x") + b"\r\n"
        if this != step:
            return connection.sendall(said)
        if how == "early":
            return connection.sendall(said + b"250 2.0.0 queued\r\n")
        if how == "eager":
            connection.sendall(said)
            connection.recv(10)
            return connection.sendall(b"250 2.0.0 queued\r\n")
        sent = 0
        try:
            while True:
                piece = {"drip": b"2", "endless": b"2" * 65536, "lines": (said[:3] + b"-x\r\n") * 9999}[how]
                connection.sendall(said[:3] + b"-x\r\n" + said[:3] + b"-" + piece if how == "endless" and sent == 0 else piece)
                sent += len(piece)
                if how == "drip":
                    time.sleep(0.02)
        finally:
            pathlib.Path(box, "sent").write_text(str(sent))

    def converse(connection):
        lines = connection.makefile("rb")
        answer(connection, "greeting")
        for line in lines:
            command = line.split()[0].decode().upper()
            answer(connection, command)
            if command == "DATA":
                for line in lines:
                    if line == b".\r\n":
                        break
                answer(connection, "content")

    def quietly(connection):
        try:
            converse(connection)
        except OSError:
            pass

    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    while True:
        threading.Thread(target=quietly, args=[server.accept()[0]], daemon=True).start()


def serve(arguments):
    from aiosmtpd.smtp import SMTP, AuthResult

    options = argparse.ArgumentParser()
    options.add_argument("box", type=pathlib.Path)
    options.add_argument("--port", type=int, default=0)
    options.add_argument("--tls", choices=["starttls", "implicit"])
    options.add_argument("--certificate", type=pathlib.Path)
    options.add_argument("--login", help="user:password, which must be given")
    options.add_argument("--only", help="the one way to log in that is offered")
    options.add_argument("--echo", action="store_true", help="a refused log-in is answered with the password")
    options.add_argument("--denial", default="535 5.7.8 Not you", help="what a refused log-in is answered with")
    options.add_argument("--refuse", action="append", default=[], help="a recipient that is refused")
    options.add_argument("--later", type=int, default=0, help="so many recipients are answered 451 first")
    options.add_argument("--later-content", type=int, default=0, help="so many mails are answered 452 first")
    options.add_argument("--drop", type=int, action="append", default=[], help="this mail is cut off in the middle")
    options.add_argument("--deaf", type=int, action="append", default=[], help="this mail is kept, its answer not given")
    options.add_argument("--drop-mail", type=int, action="append", default=[], help="this MAIL ends the connection")
    options.add_argument("--slow", type=float, default=0, help="seconds before each mail is kept")
    options.add_argument("--late", type=float, default=0, help="seconds after each mail is kept before it is answered")
    options.add_argument("--seven-bit", action="store_true", help="8BITMIME is not offered")
    options.add_argument("--blank", action="store_true", help="one of its offers is blank")
    options.add_argument("--silent", action="store_true", help="nothing is ever said")
    options.add_argument("--forged", action="store_true", help="something is said before STARTTLS that belongs behind it")
    options = options.parse_args(arguments)
    counts = {"recipient": 0, "content": 0, "mail": 0, "data": 0}

    def counted(what):
        counts[what] += 1
        return counts[what]

    class Handler:
        async def handle_EHLO(self, server, session, envelope, hostname, responses):
            session.host_name = hostname
            if options.blank:
                responses.insert(0, "250-  ")
            return [line for line in responses if "8BITMIME" not in line or not options.seven_bit]

        async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
            if address in options.refuse:
                return "550 5.1.1 No such mailbox \x1b[31mhere"
            if counted("recipient") <= options.later:
                return "451 4.7.1 Greylisted, come back later"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server, session, envelope):
            if counted("content") <= options.later_content:
                return "452 4.3.1 Full for now"
            await asyncio.sleep(options.slow)
            name = uuid.uuid4().hex
            about = {
                "from": envelope.mail_from,
                "to": envelope.rcpt_tos,
                "options": envelope.mail_options,
                "hello": session.host_name,
                "tls": session.ssl is not None or options.tls == "implicit",
                "login": session.authenticated,
            }
            options.box.joinpath(name + ".json").write_text(json.dumps(about))
            options.box.joinpath(name + ".part").write_bytes(envelope.original_content)
            options.box.joinpath(name + ".part").rename(options.box.joinpath(name + ".eml"))
            await asyncio.sleep(options.late)
            if counts["content"] in options.deaf:
                server.transport.abort()
            return "250 2.0.0 OK, kept as " + name

    class Server(SMTP):
        async def smtp_MAIL(self, arg):
            if counted("mail") in options.drop_mail:
                self.transport.abort()
                return
            await super().smtp_MAIL(arg)

        async def smtp_DATA(self, arg):
            if counted("data") in options.drop:
                await self.push("354 Go on")
                await self._reader.read(200)
                self.transport.abort()
                return
            await super().smtp_DATA(arg)

        async def smtp_STARTTLS(self, arg):
            if options.forged:
                self._writer.write(b"220 Go on\r\n250-forged\r\n250 8BITMIME\r\n")
                await self._writer.drain()
                self.push_was, self.push = self.push, self.quiet
            await super().smtp_STARTTLS(arg)

        async def quiet(self, status):
            self.push = self.push_was

    def login(server, session, envelope, mechanism, data):
        user, password = data.login.decode(), data.password.decode()
        if f"{user}:{password}" == options.login:
            return AuthResult(success=True)
        message = f"535 5.7.8 Not you, with {password}" if options.echo else options.denial
        return AuthResult(success=False, handled=False, message=message)

    tls = None
    if options.certificate:
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(options.certificate / "cert.pem", options.certificate / "key.pem")

    def protocol():
        settings = {"hostname": "mail.example.org", "enable_SMTPUTF8": False, "data_size_limit": 1 << 26}
        if options.tls == "starttls":
            settings |= {"tls_context": tls, "require_starttls": True}
        if options.login:
            others = {"LOGIN", "PLAIN"} - {options.only} if options.only else []
            settings |= {"authenticator": login, "auth_required": True, "auth_exclude_mechanism": others}
            settings |= {"auth_require_tls": options.tls is not None and options.tls == "starttls"}
        return Server(Handler(), **settings)

    async def main():
        loop = asyncio.get_running_loop()
        made = asyncio.Protocol if options.silent else protocol
        server = await loop.create_server(
            made, "127.0.0.1", options.port, ssl=tls if options.tls == "implicit" else None, reuse_address=True
        )
        print(server.sockets[0].getsockname()[1], flush=True)
        await server.serve_forever()

    asyncio.run(main())


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    {"write": lambda: write(*rest), "serve": lambda: serve(rest)}.get(
        what, lambda: {"compare": compare, "certificate": certificate, "typed": typed, "limited": limited, "rude": rude}[what](*rest)
    )()
