// Package wire is what the edges to both platforms have in common and neither
// platform owns: one HTTP client that is bounded in every phase and follows no
// redirect, JSON without HTML escapes, errors that name no address, and lanes that
// keep the messages of a conversation in order.
//
// It knows no platform: no host, no code, no field. Whoever finds such a thing
// here should move it to its edge.
package wire
