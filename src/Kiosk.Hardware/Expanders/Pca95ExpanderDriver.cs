using System.Device.I2c;
using Iot.Device.Pca95x4;

namespace Kiosk.Hardware.Expanders;

/// <summary>A PCA9534, PCA9554 or TCA9554 with 8 lines (NXP PCA9554 data sheet, 7.2).</summary>
internal sealed class Pca95ExpanderDriver : ExpanderDriver
{
    private readonly Pca95x4 chip;

    /// <param name="device">Disposed with the driver.</param>
    public Pca95ExpanderDriver(I2cDevice device)
        : base(ports: 1) => chip = new(device);

    protected override void Send(int port, byte levels, byte inputs)
    {
        chip.Write(Register.OutputPort, levels);
        chip.Write(Register.Configuration, inputs);
    }

    protected override void Dispose(bool disposing)
    {
        chip.Dispose();
        base.Dispose(disposing);
    }
}
