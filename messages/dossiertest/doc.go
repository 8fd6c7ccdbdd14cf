// Package dossiertest makes dossiers for the tests of all renderers: a played
// December, campaigns of any size, and random ones for properties.
package dossiertest
