namespace Kiosk.EndToEnd.Tests.Soak;

/// <summary>A line through measured points by least squares.</summary>
/// <param name="Slope">Per unit of x.</param>
/// <param name="Error">Standard error of the slope, as if the points did not depend on each other.</param>
internal readonly record struct Trend(double Slope, double Error)
{
    /// <param name="points">At least three, not all at one x.</param>
    public static Trend Of(IReadOnlyList<(double X, double Y)> points)
    {
        var (meanX, meanY) = (points.Average(point => point.X), points.Average(point => point.Y));
        var spread = points.Sum(point => Math.Pow(point.X - meanX, 2));
        var slope = points.Sum(point => (point.X - meanX) * (point.Y - meanY)) / spread;
        var left = points.Sum(point => Math.Pow(point.Y - meanY - (slope * (point.X - meanX)), 2));
        return new(slope, Math.Sqrt(left / (points.Count - 2) / spread));
    }
}
