package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/cli-runtime/pkg/genericclioptions"

	"github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/cmd"
	"github.com/argoproj/argo-rollouts/pkg/kubectl-argo-rollouts/options"
)

const patience = 10 * time.Second

// harmless are the commands that only talk to the cluster, so that they can be run.
var harmless = []string{"abort", "get", "list", "pause", "promote", "restart", "retry", "set", "status", "terminate", "undo"}

// newPlugin gives the real plugin, with what it needs to talk to a cluster: it cannot be told later.
func newPlugin(in *cluster) (*cobra.Command, *permission) {
	options := options.NewArgoRolloutsOptions(genericclioptions.IOStreams{In: strings.NewReader(""), Out: io.Discard, ErrOut: io.Discard})
	permission := in.connect(options)
	root := cmd.NewCmdArgoRollouts(options)
	root.SetOut(io.Discard)
	root.SetErr(io.Discard)
	return root, permission
}

// tryPlugin runs a command of the plugin. What it would watch, it looks at once.
func tryPlugin(args []string, in *cluster) error {
	plugin, _ := newPlugin(in)
	command, err := parse(plugin, args)
	if err != nil {
		return err
	}
	if command.HasSubCommands() {
		return fmt.Errorf("%q is no command by itself", command.CommandPath())
	}
	if !slices.Contains(harmless, strings.Fields(command.CommandPath())[1]) {
		return nil
	}
	if command.Flags().Lookup("watch") != nil {
		args = append(slices.Clone(args), "--watch=false")
	}
	root, permission := newPlugin(in)
	root.SetArgs(args)
	err = within(patience, root.Execute)
	if refused := permission.verdict(); refused != nil {
		return refused
	}
	switch {
	case apierrors.IsNotFound(err) && (!in.known || slices.ContainsFunc(args, isPlaceholder)):
		return nil
	case err != nil && strings.Contains(err.Error(), "Usage:"):
		return fmt.Errorf("wrong arguments, usage: %s", command.UseLine())
	}
	return err
}

// isPlaceholder tells a name that the reader fills in.
func isPlaceholder(word string) bool {
	return strings.HasPrefix(word, "<")
}

func within(limit time.Duration, do func() error) error {
	done := make(chan error, 1)
	go func() {
		defer func() {
			if cause := recover(); cause != nil {
				done <- fmt.Errorf("panic: %v", cause)
			}
		}()
		done <- do()
	}()
	select {
	case err := <-done:
		return err
	case <-time.After(limit):
		return fmt.Errorf("still running after %s", limit)
	}
}
