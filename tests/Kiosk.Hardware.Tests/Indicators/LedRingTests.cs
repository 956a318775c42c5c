using System.Device.Spi;
using Kiosk.Hardware.Indicators;

namespace Kiosk.Hardware.Tests.Indicators;

public sealed class LedRingTests
{
    private readonly LedStrip strip = new();

    [Theory]
    [InlineData(LedColor.White, "FFFFFF")]
    [InlineData(LedColor.Green, "00FF00")]
    [InlineData(LedColor.Amber, "FF6E00")]
    [InlineData(LedColor.Red, "FF0000")]
    [InlineData(LedColor.Dark, "000000")]
    public void Every_LED_shows_the_colour(LedColor color, string shown)
    {
        using var ring = new LedRing(strip, count: 12, brightness: 100);

        ring.Light(color);

        Assert.True(ring.CanShow(color));
        Assert.Equal(Enumerable.Repeat(shown, 12), strip.Shown);
    }

    [Fact]
    public void A_ring_that_would_dazzle_is_dimmed()
    {
        using var ring = new LedRing(strip, count: 2, brightness: 20);

        ring.Light(LedColor.White);

        Assert.Equal(["333333", "333333"], strip.Shown);
    }

    [Fact]
    public void A_ring_as_long_as_one_may_be_fits_into_one_transfer_of_the_kernels_usual_buffer()
    {
        using var ring = new LedRing(strip, LedRing.MaxLeds, brightness: 100);

        ring.Light(LedColor.White);

        Assert.Equal(LedRing.MaxLeds, strip.Shown.Count);
        Assert.InRange(strip.LastTransfer, 1, 4096);
    }

    [Fact]
    public void The_bus_is_given_back_with_the_ring()
    {
        new LedRing(strip, count: 1, brightness: 100).Dispose();

        Assert.True(strip.IsDisposed);
    }

    /// <summary>LEDs as their data sheet has them: three bits of the bus are one of theirs, 100 a zero and 110 a one; green, red, blue; silence ends the picture.</summary>
    private sealed class LedStrip : SpiDevice
    {
        private const int BitsPerLed = 24;

        public IReadOnlyList<string> Shown { get; private set; } = [];

        public int LastTransfer { get; private set; }

        public bool IsDisposed { get; private set; }

        public override SpiConnectionSettings ConnectionSettings { get; } = new(0, 0);

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            LastTransfer = buffer.Length;
            var wire = string.Concat(buffer.ToArray().Select(octet => $"{octet:b8}"));
            var bits = string.Concat(wire.Chunk(3).TakeWhile(cell => cell[0] == '1').Select(cell => new string(cell) switch
            {
                "100" => '0',
                "110" => '1',
                var noise => throw new InvalidOperationException($"{noise} is no bit of an LED's."),
            }));
            Shown = [.. bits.Chunk(BitsPerLed).Select(led => ColourOf(new(led)))];
        }

        public override void Read(Span<byte> buffer) => throw new NotSupportedException();

        public override void TransferFullDuplex(ReadOnlySpan<byte> writeBuffer, Span<byte> readBuffer) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }

        private static string ColourOf(string bits) => $"{Convert.ToInt32(bits[8..16], 2):X2}{Convert.ToInt32(bits[..8], 2):X2}{Convert.ToInt32(bits[16..], 2):X2}";
    }
}
