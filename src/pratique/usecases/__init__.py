"""What people ask. The command line and every other edge call these and print what comes back."""
