"""The limited worker processes: what they load, and what they are asked to do."""
