package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// parse finds a command, or a group of commands, and reads its flags. What is about to go away is refused.
func parse(root *cobra.Command, args []string) (*cobra.Command, error) {
	command, rest, err := root.Find(args)
	if err != nil {
		return nil, err
	}
	if err := command.ParseFlags(rest); err != nil {
		return nil, err
	}
	if command.HasSubCommands() && command.Flags().NArg() > 0 {
		return nil, fmt.Errorf("unknown command %q of %q", command.Flags().Arg(0), command.CommandPath())
	}
	if command.Deprecated != "" {
		return nil, fmt.Errorf("%q is deprecated: %s", command.CommandPath(), command.Deprecated)
	}
	command.Flags().Visit(func(flag *pflag.Flag) {
		if flag.Deprecated != "" {
			err = errors.Join(err, fmt.Errorf("--%s is deprecated: %s", flag.Name, flag.Deprecated))
		}
	})
	return command, err
}
