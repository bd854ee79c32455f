"""E-mail alerts: readers subscribe by language and kind, and get one letter about each page when it becomes public.

``receivers`` note what is published, ``sending`` writes to the subscribers from within the worker, ``views`` are what
readers see of it. Which kinds there are only the roof knows: ``settings.ALERT_TOPICS`` names its answer.
"""
