// Package plainjsontest makes values of any type, so that a test can hold how they are
// written to how encoding/json writes them.
package plainjsontest

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"pgregory.net/rapid"
)

// texts are apt to be written wrongly.
var texts = []string{"", "衡南县 答题126人", `“"\`, "<b>&amp;</b>", "一\n二\t\r\b\f\x00\x1f\x7f", "\u2028\u2029", "\xff\xed\xa0\x80好", "\ufffd", "😀", "{"}

// raws are JSON that somebody else has written, and two that are not.
var raws = []string{"", "null", `[{"verb":"count"}]`, " [ 1 ,\n2 ] ", `{"a":"<&>"}`, "{", "1 2"}

// Any gives a value of a type, each field of which has one of its own or none.
func Any[T any](t *rapid.T) T {
	var v T
	fill(t, reflect.ValueOf(&v).Elem(), "value")
	return v
}

func fill(t *rapid.T, v reflect.Value, where string) {
	if rapid.IntRange(0, 3).Draw(t, where) == 0 {
		return
	}
	switch v.Interface().(type) {
	case time.Time:
		at := time.Unix(rapid.Int64Range(-1e11, 3e11).Draw(t, where), rapid.Int64Range(0, 999999999).Draw(t, where))
		v.Set(reflect.ValueOf(at.In(time.FixedZone("", rapid.IntRange(-90000, 90000).Draw(t, where)))))
		return
	case json.RawMessage:
		v.SetBytes([]byte(rapid.SampledFrom(raws).Draw(t, where)))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.SampledFrom(texts), rapid.String()).Draw(t, where))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, where))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.Int64().Draw(t, where))
	case reflect.Uint8, reflect.Uint64:
		v.SetUint(rapid.Uint64().Draw(t, where))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(t, v.Elem(), where)
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, where)
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i), where)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range rapid.IntRange(0, 3).Draw(t, where) {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(t, key, where)
			fill(t, value, where)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				fill(t, v.Field(i), where+"."+f.Name)
			}
		}
	default:
		panic(fmt.Sprintf("%s: no way to make a %s", where, v.Type()))
	}
}
