"""Tables: how returns are recognised: keys of forms, remembered headers, suggested corrections."""
