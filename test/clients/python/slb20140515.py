"""alibabacloud-slb20140515: signature ACS3, a model class for every request and answer."""
import inspect
import typing

from alibabacloud_slb20140515 import models
from alibabacloud_slb20140515.client import Client
from alibabacloud_tea_openapi.utils_models import Config
from darabonba.exceptions import DaraException
from darabonba.model import DaraModel

from driver import HOST, KEY_ID, KEY_SECRET, PROTOCOL, Refused, plain, serve
import os

client = Client(
    Config(
        access_key_id=KEY_ID,
        access_key_secret=KEY_SECRET,
        region_id="cn-hangzhou",
        endpoint=HOST,
        protocol=PROTOCOL,
        ca=os.environ.get("SLB_CA_FILE"),
    )
)


def request_class(method):
    """The class that a method of the client takes, or nothing."""
    hint = inspect.signature(method).parameters.get("request")
    if hint is None or "runtime" in inspect.signature(method).parameters:
        return None
    return getattr(models, hint.annotation.removeprefix("main_models."))


methods = {
    request_class(method).__name__.removesuffix("Request"): name
    for name, method in vars(Client).items()
    if inspect.isfunction(method) and not name.endswith("_async") and request_class(method) is not None
}


def hints(model):
    return typing.get_type_hints(model.__init__, vars(inspect.getmodule(model)))


def typed(hint, value):
    """A value of JSON as the type that the model declares."""
    if typing.get_origin(hint) is list:
        (item,) = typing.get_args(hint)
        return [typed(item, each) for each in value]
    if hint is bool:
        return {"true": True, "false": False}[value]
    if inspect.isclass(hint) and issubclass(hint, DaraModel):
        filled, unset = fill(hint, value)
        assert not unset, f"{hint.__name__} has no {unset}"
        return filled
    return hint(value)


def fill(model, parameters):
    attributes = {plain(name): (name, hint) for name, hint in hints(model).items()}
    values, unset = {}, []
    for name, value in parameters.items():
        attribute = attributes.get(plain(name))
        if attribute is None:
            unset.append(name)
        else:
            values[attribute[0]] = typed(attribute[1], value)
    return model(**values), unset


def check(model):
    """The library does not look whether an answer is of the declared types; programs with type checkers count on it."""
    for name, hint in hints(type(model)).items():
        value = getattr(model, name)
        if value is None:
            continue
        items, item = ([value], hint)
        if typing.get_origin(hint) is list:
            assert isinstance(value, list), f"{type(model).__name__}.{name} is {value!r}, not a list"
            items, (item,) = value, typing.get_args(hint)
        for each in items:
            assert type(each) is item, f"{type(model).__name__}.{name} is {each!r}, not {item.__name__}"
            if isinstance(each, DaraModel):
                check(each)


def call(action, parameters, whole):
    method = getattr(client, methods[action])
    request, unset = fill(request_class(method), parameters)
    if whole and unset:
        return None, unset
    try:
        response = method(request)
    except DaraException as error:
        raise Refused(error.code, error.message, error.data["RequestId"]) from error
    check(response.body)
    return response.body.to_map(), unset


serve(methods, call)
