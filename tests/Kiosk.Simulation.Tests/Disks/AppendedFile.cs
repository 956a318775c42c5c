using Kiosk.Durability;

namespace Kiosk.Simulation.Tests.Disks;

/// <summary>A file open for appending on a simulated disk; after a failure it takes nothing more.</summary>
/// <param name="append">Does it as the disk does.</param>
internal sealed class AppendedFile(IDurableFile file, string path, Action<IDurableFile, string, byte[]> append) : IDurableFile
{
    private bool isInDoubt;

    public long Length => file.Length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (isInDoubt)
        {
            throw new IOException($"{path} failed earlier.");
        }

        isInDoubt = true;
        append(file, path, bytes.ToArray());
        isInDoubt = false;
    }

    public void Dispose() => file.Dispose();
}
