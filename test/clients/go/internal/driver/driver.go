// Package driver is what both drivers share: one JSON line in is one call, one JSON line out is what the library made of
// it. Actions are the methods of the client that take a request class, found by reflection; so a new one is not missed.
package driver

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
)

// Target says where the client is pointed at.
type Target struct{ Protocol, Host, KeyID, KeySecret string }

// FromEnvironment reads what the test has set.
func FromEnvironment() Target {
	get := os.Getenv
	return Target{get("SLB_PROTOCOL"), get("SLB_HOST"), get("SLB_ACCESS_KEY_ID"), get("SLB_ACCESS_KEY_SECRET")}
}

// Library is what differs between the two.
type Library struct {
	Client any
	// NewRequest makes the request for a method that takes this type.
	NewRequest func(action string, class reflect.Type) reflect.Value
	// RegionOfClient says that requests have no RegionId: the client adds its own.
	RegionOfClient bool
	// Body is the typed answer in what a method returned.
	Body func(response reflect.Value) reflect.Value
	// Failure takes an error of the library apart.
	Failure func(err error) (code, message, requestID string, ok bool)
}

type question struct {
	List       bool
	Action     string
	Parameters map[string]any
	// Whole says to call only if there is a field for everything.
	Whole bool
}

// Serve answers until there is no more input.
func (library Library) Serve() {
	methods := library.methods()
	input := bufio.NewScanner(os.Stdin)
	input.Buffer(nil, 1<<20)
	output := json.NewEncoder(os.Stdout)
	for input.Scan() {
		var asked question
		if err := json.Unmarshal(input.Bytes(), &asked); err != nil {
			panic(err)
		}
		reply := map[string]any{}
		if asked.List {
			names := []string{}
			for name := range methods {
				names = append(names, name)
			}
			reply["actions"] = names
		} else {
			library.call(methods[asked.Action], asked, reply)
		}
		if err := output.Encode(reply); err != nil {
			panic(err)
		}
	}
}

// methods are those of the form Name(*NameRequest) (*NameResponse, error).
func (library Library) methods() map[string]reflect.Value {
	found := map[string]reflect.Value{}
	client := reflect.ValueOf(library.Client)
	for i := range client.NumMethod() {
		name, method := client.Type().Method(i).Name, client.Method(i)
		class := method.Type()
		if class.NumIn() == 1 && class.In(0).Kind() == reflect.Pointer && class.In(0).Elem().Name() == name+"Request" {
			found[name] = method
		}
	}
	return found
}

func (library Library) call(method reflect.Value, asked question, reply map[string]any) {
	defer func() {
		if crash := recover(); crash != nil {
			reply["crash"] = fmt.Sprint(crash)
		}
	}()
	request := library.NewRequest(asked.Action, method.Type().In(0).Elem())
	unset := fill(request, asked.Parameters)
	if library.RegionOfClient {
		unset = without(unset, "RegionId")
	}
	reply["unset"] = unset
	if asked.Whole && len(unset) > 0 {
		return
	}
	results := method.Call([]reflect.Value{request})
	if err, failed := results[1].Interface().(error); failed {
		code, message, requestID, ok := library.Failure(err)
		if !ok {
			reply["crash"] = fmt.Sprintf("%T %v", err, err)
			return
		}
		reply["error"] = map[string]string{"code": code, "message": message, "requestId": requestID}
		return
	}
	reply["answer"] = held(library.Body(results[0]))
}

func without(names []string, name string) []string {
	rest := []string{}
	for _, each := range names {
		if each != name {
			rest = append(rest, each)
		}
	}
	return rest
}

// wireName is what a field is called on the wire.
func wireName(field reflect.StructField) string {
	if name, ok := field.Tag.Lookup("name"); ok {
		return name
	}
	name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
	return name
}
