package parcel

import "testing"

// A reference is read back as it was written, or not at all.
func FuzzRef(f *testing.F) {
	f.Add(Order{Format: "xlsx"}.Ref())
	f.Add(Order{Format: "zip", Item: "essay"}.Ref())
	f.Add("export:format=png&page=-1")
	f.Add("export:%zz")
	f.Fuzz(func(t *testing.T, ref string) {
		o, ok := ParseRef(ref)
		if !ok {
			return
		}
		if again, ok := ParseRef(o.Ref()); !ok || again != o {
			t.Fatalf("%q gives %+v, then %+v %v", ref, o, again, ok)
		}
	})
}
