package driver

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// fill sets parameters of a request, a pointer to a struct, through its setters where it has some. It returns the names
// of those that have no field.
func fill(request reflect.Value, parameters map[string]any) []string {
	fields := map[string]reflect.StructField{}
	for _, field := range reflect.VisibleFields(request.Type().Elem()) {
		if name := wireName(field); name != "" {
			fields[strings.ToLower(name)] = field
		}
	}
	unset := []string{}
	for name, value := range parameters {
		field, found := fields[strings.ToLower(name)]
		if !found {
			unset = append(unset, name)
			continue
		}
		// One of the class itself gives it back; SetDomain of the older library is about the endpoint.
		setter := request.MethodByName("Set" + field.Name)
		if setter.IsValid() && setter.Type().NumOut() == 1 && setter.Type().Out(0) == request.Type() {
			setter.Call([]reflect.Value{typed(setter.Type().In(0), value)})
		} else {
			request.Elem().FieldByIndex(field.Index).Set(typed(field.Type, value))
		}
	}
	return unset
}

// typed is a value of JSON as the type that the class declares.
func typed(class reflect.Type, value any) reflect.Value {
	result := reflect.New(class).Elem()
	switch class.Kind() {
	case reflect.Pointer:
		result.Set(reflect.New(class.Elem()))
		if class.Elem().Kind() == reflect.Struct {
			mustFill(result, value)
		} else {
			result.Elem().Set(typed(class.Elem(), value))
		}
	case reflect.Struct:
		mustFill(result.Addr(), value)
	case reflect.Slice:
		for _, item := range value.([]any) {
			result.Set(reflect.Append(result, typed(class.Elem(), item)))
		}
	case reflect.String:
		// The older library has types of its own for integers and booleans that are texts.
		switch class.Name() {
		case "Integer":
			result.SetString(strconv.Itoa(int(integer(value))))
		case "Boolean":
			result.SetString(strconv.FormatBool(boolean(value)))
		default:
			result.SetString(value.(string))
		}
	case reflect.Int32, reflect.Int64:
		result.SetInt(integer(value))
	case reflect.Bool:
		result.SetBool(boolean(value))
	default:
		panic(fmt.Sprintf("no value for a %v", class))
	}
	return result
}

func mustFill(object reflect.Value, value any) {
	if unset := fill(object, value.(map[string]any)); len(unset) > 0 {
		panic(fmt.Sprintf("%v has no %v", object.Type(), unset))
	}
}

func integer(value any) int64 {
	number, err := strconv.ParseInt(value.(string), 10, 64)
	if err != nil {
		panic(err)
	}
	return number
}

func boolean(value any) bool {
	truth, err := strconv.ParseBool(value.(string))
	if err != nil {
		panic(err)
	}
	return truth
}

// held is what a typed answer holds, by the names of the wire; what is nil in it is left out.
func held(value reflect.Value) any {
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		return held(value.Elem())
	case reflect.Struct:
		members := map[string]any{}
		for i := range value.NumField() {
			field := value.Type().Field(i)
			member := value.Field(i)
			empty := (member.Kind() == reflect.Pointer || member.Kind() == reflect.Slice) && member.IsNil()
			if name := wireName(field); name != "" && !empty {
				members[name] = held(member)
			}
		}
		return members
	case reflect.Slice:
		items := []any{}
		for i := range value.Len() {
			items = append(items, held(value.Index(i)))
		}
		return items
	default:
		return value.Interface()
	}
}
