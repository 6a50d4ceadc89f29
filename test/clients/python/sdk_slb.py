"""aliyun-python-sdk-slb: signature 1.0, a class for every request; answers are JSON texts."""
import inspect
import json
import pkgutil
from importlib import import_module

from aliyunsdkcore.acs_exception.exceptions import ServerException
from aliyunsdkcore.client import AcsClient
from aliyunsdkslb.request import v20140515

from driver import HOST, KEY_ID, KEY_SECRET, PROTOCOL, Refused, plain, serve

client = AcsClient(KEY_ID, KEY_SECRET, "cn-hangzhou")
classes = {
    name.removesuffix("Request"): getattr(import_module(f"{v20140515.__name__}.{name}"), name)
    for _, name, _ in pkgutil.iter_modules(v20140515.__path__)
}


def setters(request):
    """By the parameter that each sets, which is the name of its argument: of a list, set_Tags(Tag)."""
    methods = inspect.getmembers(request, lambda member: inspect.ismethod(member))
    own = [method for name, method in methods if name.startswith("set_") and name in vars(type(request))]
    return {plain(next(iter(inspect.signature(method).parameters))): method for method in own}


def call(action, parameters, whole):
    request, unset = classes[action](), []
    request.set_endpoint(HOST)
    request.set_protocol_type(PROTOCOL)
    request.set_accept_format("json")
    own = setters(request)
    for name, value in parameters.items():
        if plain(name) in own:
            own[plain(name)](value)
        elif name == "RegionId":
            assert value == client.get_region_id()  # The client adds it to every request.
        else:
            unset.append(name)
    if whole and unset:
        return None, unset
    try:
        return json.loads(client.do_action_with_exception(request)), unset
    except ServerException as error:
        raise Refused(error.get_error_code(), error.get_error_msg(), error.get_request_id()) from error


serve(classes, call)
