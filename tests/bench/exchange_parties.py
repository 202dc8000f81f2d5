"""Who takes part when the exchange is measured: provider, exchange, nginx as a proxy, and nginx that asks a recorder before it passes on."""
# SPDX-License-Identifier: Apache-2.0
import json
import os
import subprocess
import time

from meter import CannotMeasure
from programs import BANYAN, ROOT, Installation, Served, free_port, run

RECORDING = ROOT / "build/tests/bench_recording"
CLIENTS = {mode: "VN/GOV/1001/" + mode for mode in ("plain", "tls", "signed")}
SERVICE = "/r1/VN/GOV/2002/dan-cu/people"
CONF = """%(user)s worker_processes 2; daemon off; pid %(folder)s/pid; error_log stderr crit;
events { worker_connections 4096; }
http {
    access_log off; keepalive_requests 100000000; client_max_body_size 0; client_body_buffer_size 128k; client_body_temp_path %(folder)s;
    server { %(server)s }
}
"""
PROVIDER = "listen 127.0.0.1:%(port)d backlog=1024; default_type text/plain; location / { return 200 '" + "x" * 1024 + "'; }"
PROXY = """listen 127.0.0.1:%(port)d ssl backlog=1024; ssl_certificate %(cert)s; ssl_certificate_key %(key)s;
    ssl_verify_client optional_no_ca;
    location / { proxy_pass http://provider; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_temp_path %(folder)s; }
} upstream provider { server 127.0.0.1:%(provider)d; keepalive 64; """

ASKING = PROXY.replace("location / {", """location / { auth_request /may;""").replace("} upstream", """
    location = /may { internal; proxy_pass http://recording; proxy_pass_request_body off; proxy_http_version 1.1; proxy_set_header Connection "";
        proxy_set_header Content-Length ""; proxy_set_header X-Original-URI $request_uri; proxy_set_header X-Request-Id $request_id; }
} upstream recording { server 127.0.0.1:%(recording)d; keepalive 64; } upstream""", 1)
TABLES = """CREATE TABLE client_right (client text, service text, PRIMARY KEY (client, service)); INSERT INTO client_right VALUES ('x', '/');
CREATE TABLE message (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at timestamptz, client text, service text, id text, size int);
CREATE INDEX ON message (id); CREATE INDEX ON message (client, at);"""
RECORD = "INSERT INTO message (at, client, service, id, size) SELECT now(), $1, service, $3, $4 FROM client_right WHERE client = $1 AND service = $2 RETURNING 1"


class NginxAs(Served):
    """nginx as the provider of a service, or as a proxy that asks for a client's certificate and passes on."""

    def __init__(self, folder, server, **more):
        folder.mkdir(parents=True)
        self.port = free_port()
        user = "user root;" if os.getuid() == 0 else ""
        words = {"user": user, "folder": folder, "port": self.port, **more}
        (folder / "nginx.conf").write_text(CONF % {**words, "server": server % words})
        self.child = subprocess.Popen(["/usr/sbin/nginx", "-c", folder / "nginx.conf", "-p", folder])
        self.pid = self.child.pid
        time.sleep(0.5)


class Recording(Served):
    """Who nginx asks by auth_request."""

    def __init__(self, postgres):
        postgres.tool("psql", "-q", postgres.url, "-c", TABLES)
        self.port = free_port()
        self.child = subprocess.Popen([RECORDING, str(self.port), postgres.url, RECORD], stdout=subprocess.PIPE, text=True)
        self.pid = self.child.pid
        if "ready" not in self.child.stdout.readline():
            raise CannotMeasure("what auth_request asks did not start")


class Exchange(Served):
    def __init__(self, place, cert, key):
        self.port = free_port()
        self.child = subprocess.Popen(
            [BANYAN, "serve", *map(str, place.options[:2]), "--listen", "127.0.0.1:0", "--set", "exchange.listen=127.0.0.1:%d" % self.port,
             "--set", "exchange.tls_certificate=%s" % cert, "--set", "exchange.tls_key=%s" % key], stdout=subprocess.PIPE, text=True)
        self.pid = self.child.pid
        for _ in range(2):
            if "port" not in self.child.stdout.readline():
                raise CannotMeasure("the exchange did not start")


def certificate(folder, name):
    cert, key = folder / (name + ".crt"), folder / (name + ".key")
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "3650", "-subj", "/CN=" + name,
        "-keyout", key, "-out", cert)
    return cert, key


def registered(folder, provider):
    """An installation whose exchange knows three clients, each known in another way."""
    place = Installation(folder / "exchange")
    place.make(None)
    cert, key = certificate(folder, "client")
    run("openssl", "genpkey", "-algorithm", "ed25519", "-out", folder / "signer.pem")
    public = run("openssl", "pkey", "-in", folder / "signer.pem", "-pubout")
    means = {"plain": {"connection": "http"}, "tls": {"connection": "mtls", "certificates": [cert.read_text()]},
             "signed": {"connection": "http", "signing_keys": [{"key_id": "bench", "pem": public}]}}
    declaration = {"instance": "VN", "members": [
        {"class": "GOV", "code": "1001", "name": "Sở", "subsystems": [{"code": code, **more} for code, more in means.items()]},
        {"class": "GOV", "code": "2002", "name": "Công an", "subsystems": [{"code": "dan-cu", "connection": "http", "services": [
            {"code": "people", "type": "rest", "url": "http://127.0.0.1:%d/" % provider}]}]}],
        "rights": [{"subject": client, "service": SERVICE[4:]} for client in CLIENTS.values()]}
    (folder / "exchange.json").write_text(json.dumps(declaration))
    place.cli("exchange", "load", folder / "exchange.json")
    return place, cert, key
