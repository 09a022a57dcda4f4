"""Tables: versions of needs: snapshots, withdrawn returns, evidence of leaving."""
