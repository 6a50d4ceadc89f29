"""What the Python drivers share: one JSON line in is one call, one JSON line out is what the library made of it."""
import json
import os
import sys
import traceback

PROTOCOL = os.environ["SLB_PROTOCOL"]
HOST = os.environ["SLB_HOST"]
KEY_ID = os.environ["SLB_ACCESS_KEY_ID"]
KEY_SECRET = os.environ["SLB_ACCESS_KEY_SECRET"]


class Refused(Exception):
    """The library raised its own error for an error document of the service."""

    def __init__(self, code, message, request_id):
        super().__init__(message)
        self.document = {"code": code, "message": message, "requestId": request_id}


def plain(name):
    """How a name of the wire and an attribute of a class are compared: LoadBalancerId, load_balancer_id."""
    return name.replace("_", "").lower()


def serve(actions, call):
    """`call(action, parameters, whole)` returns the typed answer by names of the wire, and what it could not set."""
    for line in sys.stdin:
        question = json.loads(line)
        try:
            if question.get("list"):
                reply = {"actions": sorted(actions)}
            else:
                answer, unset = call(question["action"], question["parameters"], question["whole"])
                reply = {"answer": answer, "unset": unset}
        except Refused as refused:
            reply = {"error": refused.document}
        except Exception:  # The test shows it; the next call may still work.
            reply = {"crash": traceback.format_exc()}
        print(json.dumps(reply), flush=True)
