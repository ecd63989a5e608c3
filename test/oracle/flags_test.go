package main

import (
	"slices"
	"testing"
	"testing/fstest"
)

func TestControllerFlags(t *testing.T) {
	release := fstest.MapFS{"cmd/rollouts-controller/main.go": {Data: []byte(`
	command.Flags().StringVar(&logLevel, "loglevel", "info", "text")
	command.Flags().DurationVar(&electOpts.Retry, "leader-election-retry-period", 2, "text")
	command.Flags().MarkDeprecated("loglevel", "use another")
`)}}
	flags, err := controllerFlags(release)
	if err != nil || !slices.Equal(flags, []string{"leader-election-retry-period", "loglevel"}) {
		t.Error(flags, err)
	}
	release["cmd/rollouts-controller/main.go"].Data = []byte("package main")
	if flags, err := controllerFlags(release); err == nil {
		t.Error("accepts a controller without flags", flags)
	}
}
