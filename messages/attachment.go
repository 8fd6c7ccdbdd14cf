package messages

import "strings"

// Attachment is a file or picture that goes out with a message. Its bytes are not
// part of the message: they lie in the data folder under Ref, or are made from the
// ledger when somebody opens them.
type Attachment struct {
	// Ref finds the bytes, see [Open]; it is the hash of the content, or the order of
	// a document that is made when it is sent, never a path.
	Ref string `json:"ref"`
	// Name is what people see, with its extension, e.g. "汇总.xlsx".
	Name string `json:"name"`
	// Picture asks for the content to be shown and not offered as a file, where the
	// way out can: JPG or PNG.
	Picture bool `json:"picture,omitempty"`
}

// Open gives the bytes of an attachment. Senders are given one by whoever wires
// them; an error means that the bytes will never be there.
type Open func(Attachment) ([]byte, error)

// Bytes opens an attachment for sending. Its error is a permanent [SendError]:
// nothing can be sent of what is not there, or is more than limit bytes.
func (o Open) Bytes(a Attachment, limit int) ([]byte, error) {
	if o == nil {
		return nil, &SendError{Class: Permanent, Code: "no attachments"}
	}
	data, err := o(a)
	switch {
	case err != nil:
		return nil, &SendError{Class: Permanent, Code: "attachment missing"}
	case len(data) == 0:
		return nil, &SendError{Class: Permanent, Code: "attachment empty"}
	case len(data) > limit:
		return nil, &SendError{Class: Permanent, Code: "attachment too large"}
	}
	return data, nil
}

// Extension is the name's last extension in lower case without its dot, e.g.
// "xlsx"; empty when there is none.
func (a Attachment) Extension() string {
	i := strings.LastIndexByte(a.Name, '.')
	if i < 0 {
		return ""
	}
	return strings.ToLower(a.Name[i+1:])
}
