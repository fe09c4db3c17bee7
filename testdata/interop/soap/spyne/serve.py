"""A service of spyne: it knows what it is to be asked, and refuses all else.

serve.py wsdl 1.1|1.2           writes the WSDL that spyne makes
serve.py serve KEY CERTIFICATE  offers the service at /1.1 and /1.2, over HTTP and TLS,
                                and prints the two port numbers
"""
import datetime
import decimal
import logging
import ssl
import sys
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

from spyne import (
    Application, Array, Boolean, ByteArray, ComplexModel, Date, DateTime, Decimal, Double, Duration, Enum, Fault, Integer,
    Integer64, Service, Time, Unicode, UnsignedInteger64, XmlAttribute, rpc,
)
from spyne.protocol.soap import Soap11, Soap12
from spyne.server.wsgi import WsgiApplication

NS = "urn:example:spyne"


Color = Enum("red", "dark blue", type_name="Color")


class Values(ComplexModel):
    __namespace__ = NS
    integer = Integer
    decimal = Decimal
    unsigned = UnsignedInteger64
    long = Integer64
    double = Double
    flag = Boolean
    bytes = ByteArray
    color = Color


class Dates(ComplexModel):
    __namespace__ = NS
    date = Date
    moment = DateTime
    time = Time
    duration = Duration


class Shape(ComplexModel):
    __namespace__ = NS
    name = Unicode(min_occurs=1, nillable=False)
    number = XmlAttribute(Integer64, use="required")


class Circle(Shape):
    __namespace__ = NS
    radius = Decimal(min_occurs=1)


class Square(Shape):
    __namespace__ = NS
    side = Integer(min_occurs=1)


class Either(ComplexModel):
    __namespace__ = NS
    word = Unicode(xml_choice_group="either")
    number = Integer64(xml_choice_group="either")


class Absent(ComplexModel):
    __namespace__ = NS
    text = Unicode(min_occurs=1, nillable=True)
    optional = Unicode(min_occurs=0, nillable=True)
    items = Unicode(max_occurs="unbounded")


class Session(ComplexModel):
    __namespace__ = NS
    user = Unicode(min_occurs=1)
    number = Integer64


class Trace(ComplexModel):
    __namespace__ = NS
    text = Unicode


class Question(ComplexModel):
    __namespace__ = NS
    text = Unicode(min_occurs=1)
    number = Integer64


def shape(v):
    """A value with the type of all that is in it: 1 is not True, and 1.50 is not 1.5."""
    if isinstance(v, ComplexModel):
        return type(v).__name__, {k: shape(x) for k, x in vars(v).items() if x is not None and not k.startswith("_")}
    if isinstance(v, (list, tuple)):
        return [shape(x) for x in v]
    return type(v).__name__, repr(v)


def check(got, want):
    if shape(got) != shape(want):
        raise Fault("Client.Unexpected", f"got {shape(got)}")


VALUES = Values(
    integer=123456789012345678901234567890, decimal=decimal.Decimal("-0.00000123400"), unsigned=2**64 - 1, long=-(2**63), double=1.5e300,
    flag=True, bytes=[bytes(range(256))], color=getattr(Color, "dark blue"),
)


class Notes(Service):
    @rpc(Unicode, Integer64, _returns=Unicode)
    def say(ctx, text, times):
        check((text, times), ("hello, wörld & <co>", 2))
        return "hello, wörld & <co>!"

    @rpc(Unicode, Integer64, _returns=Unicode)
    def nothing(ctx, text, times):
        check((text, times), (None, None))

    @rpc(_returns=[Unicode, Integer64], _out_variable_names=["text", "number"])
    def two(ctx):
        return "t", -7

    @rpc(Values, _returns=Values)
    def keep(ctx, values):
        check(values, VALUES)
        return Values(integer=-1, decimal=decimal.Decimal("2.50"), double=-0.5, flag=False, bytes=[b""])

    @rpc(Dates, _returns=Dates)
    def dates(ctx, dates):
        zone = datetime.timezone(datetime.timedelta(hours=5, minutes=45))
        moment = datetime.datetime(2024, 2, 29, 23, 59, 58, 125000, tzinfo=zone)
        check((dates.date, dates.time, dates.duration), (
            datetime.date(2024, 2, 29), datetime.time(23, 59, 59), datetime.timedelta(days=1, seconds=2, microseconds=500000)))
        check((dates.moment == moment, dates.moment.utcoffset()), (True, zone.utcoffset(None)))
        return Dates(date=datetime.date(1, 1, 1), moment=moment, time=datetime.time(0, 0, 1, 5), duration=datetime.timedelta(days=-3))

    @rpc(Array(Shape), _returns=Array(Shape))
    def draw(ctx, shapes):
        check(shapes, [
            Circle(name="c", number=1, radius=decimal.Decimal("1.50")), Square(name="s", number=2, side=-3), Shape(name="p", number=3),
        ])
        return [Square(name="s'", number=4, side=2**70), Shape(name="p'", number=5), Circle(name="c'", number=6, radius=decimal.Decimal("0"))]

    @rpc(Either, _returns=Either)
    def choose(ctx, either):
        check(either, Either(word="w"))
        return Either(number=0)

    @rpc(Absent, _returns=Absent)
    def absent(ctx, value):
        check(value, Absent(items=["a", "", "b"]))
        return Absent(text="", items=["x"])

    @rpc(Unicode)
    def fail(ctx, text):
        check(text, "unheard")
        raise Fault("Server.Unheard", "nobody & nothing")

    @rpc(Question, _body_style="bare", _returns=Question)
    def bare(ctx, question):
        check(question, Question(text="Älice", number=7))
        return Question(text="", number=8)

    @rpc(Unicode, _returns=Unicode, _in_header=(Session,), _out_header=(Trace,))
    def ask(ctx, text):
        check(text, "who?")
        check(ctx.in_header, Session(user="Älice & <Bob>", number=7))
        ctx.out_header = Trace(text="t'")
        return "Älice & <Bob> 7"


VERSIONS = {"1.1": Soap11, "1.2": Soap12}


def application(version):
    """The service, with a name of its own for each version of SOAP."""
    protocol, name = VERSIONS[version], "Notes" + version.replace(".", "")
    Notes.__service_name__ = name
    return WsgiApplication(Application(
        [Notes], tns=NS, name=name,
        in_protocol=protocol(validator="lxml"), out_protocol=protocol(polymorphic=True),
    ))


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


def serve(key, certificate):
    offered = {"/" + version: application(version) for version in VERSIONS}

    def dispatch(environ, start_response):
        return offered[environ["PATH_INFO"]](environ, start_response)

    ports = []
    for secure in (False, True):
        server = make_server("127.0.0.1", 0, dispatch, handler_class=Quiet)
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate, key)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        ports.append(server.server_port)
        threading.Thread(target=server.serve_forever).start()
    print(*ports, flush=True)


logging.disable(logging.CRITICAL)
if sys.argv[1] == "wsdl":
    app = application(sys.argv[2])
    app.doc.wsdl11.build_interface_document("http://localhost/" + sys.argv[2])
    sys.stdout.buffer.write(app.doc.wsdl11.get_interface_document())
else:
    serve(*sys.argv[2:])
