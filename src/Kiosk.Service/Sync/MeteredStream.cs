using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync;

/// <summary>Asks a budget before every write to a file.</summary>
/// <param name="beginsAnew">The file is emptied by the first write, not before: what it holds is lost only to something better.</param>
internal sealed class MeteredStream(FileStream inner, ByteBudget meter, bool beginsAnew = false) : WriteThroughStream(inner)
{
    private bool isEmptied = !beginsAnew;

    protected override void Inspect(ReadOnlySpan<byte> bytes)
    {
        meter.Spend(bytes.Length);
        if (!isEmptied)
        {
            Inner.SetLength(0);
            isEmptied = true;
        }
    }
}
