package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
)

// longestLine bounds one bundle.
const longestLine = 16 << 20

// atOnce is more than there are processors: the controller's resolver of workloads sleeps while its informer starts.
const atOnce = 32

// serve answers each line of its input, a bundle as a JSON array of manifests, with a line: the verdict on it. It reads
// ahead without a bound, so that much can be asked before the first answer is read.
func serve(release fs.FS, in io.Reader, out io.Writer) error {
	resources, err := loadCustomResources(release)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, longestLine)
	encoder := json.NewEncoder(out)
	slots := make(chan struct{}, atOnce)
	written := make(chan error, 1)
	written <- nil
	for lines.Scan() {
		content, err := documentsOf(lines.Bytes())
		if err != nil {
			return err
		}
		before, after := written, make(chan error, 1)
		written = after
		go func() {
			slots <- struct{}{}
			verdict := judge("", content, resources)
			<-slots
			// each is written after the one before it
			after <- errors.Join(<-before, encoder.Encode(verdict))
		}()
	}
	return errors.Join(lines.Err(), <-written)
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
