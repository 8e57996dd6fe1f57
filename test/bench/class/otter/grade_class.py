"""Grades scripts by otter's programmatic interface, two processes that stay: grade_class.py <autograder.zip> <script>...

Prints one line of JSON: for each script what the autograder's tests gave.
"""

import json
import multiprocessing
import sys


def grade(job):
    autograder, script = job
    from otter.api import grade_submission

    results = grade_submission(script, autograder, quiet=True)
    return results.total


if __name__ == "__main__":
    autograder, *scripts = sys.argv[1:]
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        scores = pool.map(grade, [(autograder, script) for script in scripts], chunksize=1)
    print(json.dumps(scores))
