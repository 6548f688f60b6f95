"""A mail server on this machine: takes what it is told over real SMTP, or refuses it."""

import socketserver
from email import message_from_bytes, policy
from threading import Thread


class PostOffice:
    """`came`: what was taken, with its envelope. `refusing`: so many times it takes nobody first."""

    def __init__(self):
        self.came, self.refusing = [], 0
        office = self

        class Counter(socketserver.StreamRequestHandler):
            def handle(self):
                self.answer(220, "post office")
                self.to = []
                while line := self.rfile.readline():
                    verb = line.split()[0].upper().decode() if line.strip() else ""
                    if verb == "QUIT":
                        self.answer(221, "bye")
                        return
                    self.do(verb, line.decode().strip())

            def do(self, verb, line):
                if verb == "RCPT":
                    self.to.append(line.partition("<")[2].partition(">")[0])
                    if office.refusing:
                        office.refusing -= 1
                        self.answer(451, "come back later")
                        return
                if verb == "DATA":
                    self.take()
                self.answer(250, "yes")

            def take(self):
                self.answer(354, "go on")
                lines = []
                while (line := self.rfile.readline()) != b".\r\n":
                    lines.append(line.removeprefix(b"."))
                office.came.append((self.to, message_from_bytes(b"".join(lines), policy=policy.default)))

            def answer(self, code, words):
                self.wfile.write(f"{code} {words}\r\n".encode())

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Counter)
        self.server.daemon_threads = True
        self.url = f"smtp://127.0.0.1:{self.server.server_address[1]}"
        self.thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01})
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
