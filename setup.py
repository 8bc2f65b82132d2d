"""Says where the packages are, as pyproject.toml cannot: the theme is beside the code."""

from setuptools import find_packages, setup

setup(packages=[*find_packages("scripts"), "coursenotes.theme"])
