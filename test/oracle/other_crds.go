package main

import (
	"bufio"
	"bytes"
	"embed"
	"fmt"
	"io/fs"
)

// schemas has the CRDs of other projects, one on each line: see schemas/extract.ts.
//
//go:embed schemas/*.jsonl
var schemas embed.FS

// addOthers adds the CRDs of other projects, in the versions that they serve.
func (r customResources) addOthers() error {
	files, err := fs.Glob(schemas, "schemas/*.jsonl")
	if err != nil {
		return err
	}
	for _, file := range files {
		content, err := schemas.ReadFile(file)
		if err != nil {
			return err
		}
		lines := bufio.NewScanner(bytes.NewReader(content))
		lines.Buffer(nil, longestLine)
		for lines.Scan() {
			if err := r.add(bytes.Clone(lines.Bytes())); err != nil {
				return fmt.Errorf("%s: %w", file, err)
			}
		}
		if err := lines.Err(); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
	}
	return nil
}
