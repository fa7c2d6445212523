"""Generated invoices to French public bodies in many layouts, by several tools, with their expected values.

For measuring the page reader: thousands of different pages from one seed. The *open* layouts may be examined while
the reader is improved; the *reserved* ones are for the final measure only. Fields keep their French names.
"""
