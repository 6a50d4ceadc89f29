"""Apache Libcloud, driver slb: a signer and an XML parser that are not the vendor's. An action here is a method of it."""
import ast
import inspect

from libcloud.common.exceptions import BaseHTTPError
from libcloud.compute.base import Node
from libcloud.loadbalancer.base import LoadBalancer, Member
from libcloud.loadbalancer.drivers.slb import (
    SLBConnection,
    SLBDriver,
    SLBLoadBalancerAttribute,
    SLBLoadBalancerListener,
    SLBServerCertificate,
)
from libcloud.loadbalancer.providers import get_driver
from libcloud.loadbalancer.types import Provider, State

from driver import HOST, KEY_ID, KEY_SECRET, PROTOCOL, Refused, serve

host, port = HOST.split(":")
slb = get_driver(Provider.ALIYUN_SLB)(KEY_ID, KEY_SECRET, "cn-hangzhou")
# The driver's constructor takes no host.
slb.connection = SLBConnection(KEY_ID, KEY_SECRET, secure=PROTOCOL == "https", host=host, port=int(port))
slb.connection.driver = slb

methods = {
    name
    for name, method in inspect.getmembers(SLBDriver, inspect.isfunction)
    # Of the base, only what it does not leave to the drivers.
    if not name.startswith("_") and (name in vars(SLBDriver) or name == "list_supported_algorithms")
}
state_names = {State.RUNNING: "running", State.PENDING: "pending", State.UNKNOWN: "unknown"}


def argument(name, value):
    if name == "balancer":
        found = slb.get_balancer(value["id"])
        found.port = value.get("port")
        return found
    if name == "member":
        return Member(value["id"], value.get("ip"), value.get("port"), extra=value.get("extra"))
    if name == "members":
        return [argument("member", each) for each in value]
    if name == "node":
        return Node(value["id"], value["id"], None, value["public_ips"], [], None)
    return value


def plain(value):
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, SLBLoadBalancerAttribute):
        return {
            "balancer": plain(value.balancer),
            "listeners": value.listeners,
            "backend_servers": value.backend_servers,
        }
    if isinstance(value, (LoadBalancer, Member, SLBLoadBalancerListener, SLBServerCertificate)):
        fields = vars(value)
        return {
            name: state_names[each] if name == "state" else each
            for name, each in fields.items()
            if name not in ("driver", "balancer")
        }
    return value


def call(method, parameters, _whole):
    arguments = {name: argument(name, value) for name, value in parameters.items()}
    try:
        return plain(getattr(slb, method)(**arguments)), []
    except BaseHTTPError as error:
        document = ast.literal_eval(error.message)  # A dictionary, as text.
        raise Refused(document["code"], document["message"], document["request_id"]) from error


serve(methods, call)
