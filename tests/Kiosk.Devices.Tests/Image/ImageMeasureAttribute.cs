namespace Kiosk.Devices.Tests.Image;

/// <summary>A measurement on the booted image, taken when asked for (<c>KIOSK_MEASURE=1</c>): it says something on a quiet machine only.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ImageMeasureAttribute : FactAttribute
{
    public ImageMeasureAttribute()
    {
        Skip = Environment.GetEnvironmentVariable("KIOSK_MEASURE") is { Length: > 0 }
            ? new ImageFactAttribute().Skip
            : "Measured when asked for, on a quiet machine: KIOSK_MEASURE=1 ./kiosk test --image";
    }
}
