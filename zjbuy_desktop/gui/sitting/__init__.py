"""One sitting at the desk: what joins the frame, the pages and the use-cases."""
