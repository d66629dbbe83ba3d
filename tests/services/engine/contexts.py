"""Contexts as docker's command line keeps them."""

from __future__ import annotations

import hashlib
import json
import subprocess


def write_contexts(folder, current="", **urls):
    """Write contexts into a folder of docker's settings; the variables that name it."""
    for name, url in urls.items():
        meta = folder / "contexts" / "meta" / digest(name)
        meta.mkdir(parents=True)
        shape = {"Name": name, "Metadata": {}, "Endpoints": {"docker": {"Host": url}}}
        (meta / "meta.json").write_text(json.dumps(shape), encoding="utf-8")
    text = json.dumps({"currentContext": current})
    (folder / "config.json").write_text(text, encoding="utf-8")
    return {"DOCKER_CONFIG": str(folder), "HOME": str(folder), "XDG_RUNTIME_DIR": "/nix"}


def tls_folder(folder, name):
    """Where the certificates of a context belong; made."""
    found = folder / "contexts" / "tls" / digest(name) / "docker"
    found.mkdir(parents=True)
    return found


def digest(name):
    return hashlib.sha256(name.encode()).hexdigest()


def write_certificates(folder):
    """Write an authority, and one certificate that both an engine of this machine and we use."""
    (folder / "ext").write_text("subjectAltName=IP:127.0.0.1\n", encoding="utf-8")
    for command in (
        "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 2 -subj /CN=ca",
        "req -newkey rsa:2048 -nodes -keyout key.pem -out csr -subj /CN=127.0.0.1",
        "x509 -req -in csr -CA ca.pem -CAkey ca.key -CAcreateserial -out cert.pem -extfile ext",
    ):
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
