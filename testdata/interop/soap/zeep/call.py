"""Calls services with zeep, as its standard input says.

There is a list of jobs: a set, where its WSDL is, the name of a port and where that
is, a certificate to trust, and whether the server is to be refused. Each call of a job prints a line of JSON: what is wrong, or
nothing.
"""
import json
import logging
import sys

import requests
import zeep
import zeep.exceptions

import sets
import values

logging.disable(logging.WARNING)  # that it takes https for the addresses of the other ports


class Service:
    """What the calls of a set are given."""

    def __init__(self, job):
        session = requests.Session()
        session.verify = job["ca"] or True
        session.trust_env = False
        self.session = session
        self.client = zeep.Client(job["wsdl"], transport=zeep.Transport(session=session, operation_timeout=20))
        self.call = self.client.create_service(self.binding(job), job["url"])

    def binding(self, job):
        for service in self.client.wsdl.services.values():
            if job["port"] in service.ports:
                port = service.ports[job["port"]]
                address = port.binding_options["address"]
                if not job["strange"] and address.rstrip("/") != job["url"]:
                    raise ValueError(f"the WSDL says that the service is at {address}")
                return str(port.binding.name)
        # A WSDL without services has ports named after their bindings.
        return next(name for name in self.client.wsdl.bindings if name.endswith("}" + job["port"]))

    def element(self, namespace, name):
        return self.client.get_element("{%s}%s" % (namespace, name))

    def types(self, namespace):
        return self.client.type_factory(namespace)


def refused(call):
    """Makes a call that must not come about: the certificate of the server is not to be trusted."""
    def make(service):
        try:
            call(service)
        except requests.exceptions.SSLError:
            return None
        return "no refusal"

    return make


for number, job in enumerate(json.load(sys.stdin)):
    calls = {**sets.calls, **values.calls}[job["set"]]
    service, broken = None, ""
    try:
        service = Service(job)
    except Exception as e:  # whatever it is, it is what went wrong
        broken = f"{type(e).__name__}: {e}"
    if job["strange"]:
        calls = {"refused: unknown root": refused(next(iter(calls.values())))}
    for feature, call in calls.items():
        wrong = broken
        if service:
            service.session.headers["X-Feature"] = feature
            try:
                wrong = call(service)
            except Exception as e:
                wrong = f"{type(e).__name__}: {e}"
        print(json.dumps({"job": number, "feature": feature, "wrong": wrong or ""}), flush=True)
