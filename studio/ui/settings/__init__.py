"""What people can set: how the studio looks, and which keys run which command."""
