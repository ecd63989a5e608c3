package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// applyLimit is the size of all annotations of an object together, and so of
// what a client-side "kubectl apply" can keep about it.
const applyLimit = 262_144

func writeCRDs(folder string, crds map[string]object) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for name, definition := range crds {
		file := filepath.Join(folder, name+".json")
		if err := writeJSON(file, definition); err != nil {
			return err
		}
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		if info.Size() >= applyLimit {
			return fmt.Errorf("%s: %d bytes, must be below %d", file, info.Size(), applyLimit)
		}
	}
	return nil
}

// writeJSON writes one line of JSON. The encoder sorts the keys of maps.
func writeJSON(file string, value any) error {
	var data bytes.Buffer
	encoder := json.NewEncoder(&data)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return err
	}
	return os.WriteFile(file, data.Bytes(), 0o644)
}
