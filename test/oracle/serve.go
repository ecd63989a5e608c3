package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
)

// longestLine bounds one bundle.
const longestLine = 16 << 20

// serve answers each line of its input, a bundle as a JSON array of manifests, with a line: the verdict on it.
func serve(release fs.FS, in io.Reader, out io.Writer) error {
	resources, err := loadCustomResources(release)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	encoder := json.NewEncoder(out)
	for lines.Scan() {
		content, err := documentsOf(lines.Bytes())
		if err != nil {
			return err
		}
		if err := encoder.Encode(judge("", content, resources)); err != nil {
			return err
		}
	}
	return lines.Err()
}

// documentsOf writes a JSON array of manifests as a file has them.
func documentsOf(line []byte) ([]byte, error) {
	var manifests []json.RawMessage
	if err := json.Unmarshal(line, &manifests); err != nil {
		return nil, err
	}
	var documents [][]byte
	for _, manifest := range manifests {
		documents = append(documents, manifest)
	}
	return bytes.Join(documents, []byte("\n---\n")), nil
}
