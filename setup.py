"""Tell setuptools that the theme is beside the code, which pyproject.toml cannot say."""

from setuptools import find_packages, setup

setup(packages=[*find_packages("scripts"), "coursenotes.theme"])
