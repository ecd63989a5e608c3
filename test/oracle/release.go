package main

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"strings"
)

// argoRollouts is the module whose release is the judge.
const argoRollouts = "github.com/argoproj/argo-rollouts"

// openRelease gives the files of a release, or of the linked one when no version is given.
func openRelease(version string) (fs.FS, error) {
	if version == "" {
		return linkedRelease()
	}
	// A release that asks for a newer Go than this one is downloaded and verified, and then called an error.
	output, failure := exec.Command("go", "mod", "download", "-json", argoRollouts+"@"+version).Output()
	var download struct{ Zip, Sum, Error string }
	if err := json.Unmarshal(output, &download); err != nil || download.Sum == "" {
		return nil, fmt.Errorf("cannot download %s %s: %s %v", argoRollouts, version, download.Error, failure)
	}
	archive, err := zip.OpenReader(download.Zip)
	if err != nil {
		return nil, err
	}
	return fs.Sub(archive, argoRollouts+"@"+version)
}

// linkedRelease only works in this folder: its go.mod names the release.
func linkedRelease() (fs.FS, error) {
	output, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", argoRollouts).Output()
	if err != nil {
		return nil, fmt.Errorf("cannot find the module %s: %w", argoRollouts, err)
	}
	return os.DirFS(strings.TrimSpace(string(output))), nil
}
