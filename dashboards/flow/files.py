"""A picture to take away: SVG and PNG of the same sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from html import escape

import streamlit as st
from PIL import Image, ImageDraw, ImageFont

from dashboards.base.texts import plain
from dashboards.flow.sheet import PAPER, TEXT, Around, Paper

TWICE = 2  # pixels of the PNG for one of the sheet: text stays sharp in print


class SvgPaper:
    """Collects the marks of an SVG."""

    def __init__(self) -> None:
        self.marks: list[str] = []

    def shape(self, points: list[tuple[float, float]], colour: str, opacity: float) -> None:
        """A filled polygon."""
        corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self.marks.append(f'<polygon points="{corners}" fill="{colour}" fill-opacity="{opacity}"/>')

    def text(self, at: tuple[float, float], said: str, size: float) -> None:
        """A line of text, from its base line."""
        self.marks.append(
            f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size:g}" fill="{TEXT}">'
            f"{escape(plain(said, 400))}</text>"
        )


class PngPaper:
    """Draws on an image; shapes in part seen through are laid over it one by one."""

    def __init__(self, width: float, height: float) -> None:
        size = (round(width * TWICE), round(height * TWICE))
        self.image = Image.new("RGB", size, PAPER)
        self.pen = ImageDraw.Draw(self.image, "RGBA")

    def shape(self, points: list[tuple[float, float]], colour: str, opacity: float) -> None:
        """A filled polygon."""
        corners = [(x * TWICE, y * TWICE) for x, y in points]
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        self.pen.polygon(corners, fill=(red, green, blue, round(255 * opacity)))

    def text(self, at: tuple[float, float], said: str, size: float) -> None:
        """A line of text, from its base line."""
        font = ImageFont.load_default(size * TWICE)
        # The font that is always there has no true minus sign.
        line = plain(said, 400).replace("−", "-")
        self.pen.text((at[0] * TWICE, at[1] * TWICE), line, font=font, fill=TEXT, anchor="ls")


Draw = Callable[[Paper], None]
Size = tuple[float, float]


def svg_sheet(words: Around, size: Size, draw: Draw) -> bytes:
    """A sheet as SVG, inert: shapes and escaped texts."""
    paper = SvgPaper()
    draw(paper)
    width, height = size
    title, said = escape(plain(words.title, 300)), escape(plain(words.caption, 3000))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width:.0f} '
        f'{height:.0f}" width="{width:.0f}" height="{height:.0f}" font-family="sans-serif">',
        f"<title>{title}</title>",
        f"<desc>{said}</desc>",
        f'<rect width="100%" height="100%" fill="{PAPER}"/>',
        *paper.marks,
        "</svg>",
    ]
    return "\n".join(parts).encode()


def png_sheet(words: Around, size: Size, draw: Draw) -> bytes:
    """A sheet as PNG."""
    paper = PngPaper(*size)
    draw(paper)
    made = io.BytesIO()
    paper.image.save(made, "PNG")
    return made.getvalue()


def offer_files(words: Around, size: Size, draw: Draw) -> None:
    """Buttons that make the sheet when it is asked for."""
    name = re.sub(r"[^a-z0-9]+", "_", plain(words.title, 50).lower()).strip("_")
    with st.popover("Picture as a file", icon=":material/download:"):
        st.caption("With title, what it means, the day of the build and the notice.")
        for kind, made, mime in (
            ("png", png_sheet, "image/png"), ("svg", svg_sheet, "image/svg+xml"),
        ):  # fmt: skip
            st.download_button(
                kind.upper(),
                # Made when it is asked for; `made=made` binds it.
                lambda made=made: made(words, size, draw),
                file_name=f"throughline_{name}.{kind}",
                mime=mime,
                key=f"picture-{kind}",
                on_click="ignore",
            )
