using Kiosk.Hardware.Devices;
using Kiosk.Hardware.Gpio;

namespace Kiosk.Hardware.Indicators;

/// <summary>
/// The lines of one status lamp, each present or not: an RGB LED (red, green, blue), or single LEDs. A colour without a LED of its own is mixed
/// if possible.
/// </summary>
public sealed record LampLines(GpioOutput? Red = null, GpioOutput? Green = null, GpioOutput? Blue = null, GpioOutput? Amber = null, GpioOutput? White = null) : ILamp
{
    private IEnumerable<GpioOutput> All => new[] { Red, Green, Blue, Amber, White }.OfType<GpioOutput>();

    public bool CanShow(LedColor color) => color == LedColor.Dark || LinesOf(color).Length > 0;

    /// <summary>Lights only this colour; the lamp is dark if it has no lines for it.</summary>
    /// <exception cref="DeviceException">A chip is gone; the other lines were set nevertheless.</exception>
    public void Light(LedColor color)
    {
        var lit = LinesOf(color);
        DeviceException? failure = null;
        // Off before on, so that two colours never overlap.
        foreach (var line in All.OrderBy(lit.Contains))
        {
            try
            {
                line.Write(lit.Contains(line));
            }
            catch (DeviceException exception)
            {
                failure = exception;
            }
        }

        if (failure is not null)
        {
            throw failure;
        }
    }

    public void Dispose()
    {
        foreach (var line in All)
        {
            line.Dispose();
        }
    }

    private GpioOutput[] LinesOf(LedColor color) => color switch
    {
        LedColor.Red => Whole(Red),
        LedColor.Green => Whole(Green),
        LedColor.Amber => Amber is not null ? [Amber] : Blue is not null ? Whole(Red, Green) : [],
        LedColor.White => White is not null ? [White] : Whole(Red, Green, Blue),
        _ => [],
    };

    private static GpioOutput[] Whole(params GpioOutput?[] lines) => lines.Any(line => line is null) ? [] : [.. lines.OfType<GpioOutput>()];
}
