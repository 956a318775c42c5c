namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>A rectangle in pixels; y grows downwards.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    public double CentreX => X + (Width / 2);

    public double CentreY => Y + (Height / 2);

    public Box Inset(double margin) => Inset(margin, margin);

    public Box Inset(double sides, double ends) => new(X + sides, Y + ends, Width - (2 * sides), Height - (2 * ends));

    /// <summary>The top part of this height, and the remainder.</summary>
    public (Box Top, Box Remainder) CutTop(double height) => (this with { Height = height }, new(X, Y + height, Width, Height - height));

    public (Box Remainder, Box Bottom) CutBottom(double height) => (this with { Height = Height - height }, new(X, Bottom - height, Width, height));

    public (Box Left, Box Remainder) CutLeft(double width) => (this with { Width = width }, new(X + width, Y, Width - width, Height));

    public (Box Remainder, Box Right) CutRight(double width) => (this with { Width = Width - width }, new(Right - width, Y, width, Height));

    /// <summary>The largest centred square, at most this wide.</summary>
    public Box Square(double max)
    {
        var side = Math.Min(max, Math.Min(Width, Height));
        return new(CentreX - (side / 2), CentreY - (side / 2), side, side);
    }

    /// <summary>Whether the other lies within this one, with half a pixel's tolerance.</summary>
    public bool Contains(Box other) => other.X >= X - 0.5 && other.Y >= Y - 0.5 && other.Right <= Right + 0.5 && other.Bottom <= Bottom + 0.5;
}
