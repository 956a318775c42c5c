using System.Globalization;

namespace Kiosk.EndToEnd.Tests.Privacy;

/// <summary>What root reads of a running process (proc(5)).</summary>
internal static class ProcessMemory
{
    /// <summary>The contents of every private mapping that the process can write: heaps and stacks.</summary>
    public static IEnumerable<byte[]> Of(int process)
    {
        using var memory = File.OpenHandle($"/proc/{process}/mem");
        foreach (var mapping in File.ReadLines($"/proc/{process}/maps").Select(line => line.Split(' ')).Where(columns => columns[1] == "rw-p").ToList())
        {
            var ends = mapping[0].Split('-').Select(end => long.Parse(end, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToList();
            var content = new byte[ends[1] - ends[0]];
            var length = Read(memory, content, ends[0]);
            yield return content[..length];
        }
    }

    /// <summary>A field of its status, such as VmSwap.</summary>
    public static string StatusOf(int process, string field) => File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..].Trim();

    /// <summary>The most that it leaves behind as a core, in bytes.</summary>
    public static string MaxCore(int process) =>
        File.ReadLines($"/proc/{process}/limits").First(line => line.StartsWith("Max core file size", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[4];

    // A mapping may go while it is read.
    private static int Read(Microsoft.Win32.SafeHandles.SafeFileHandle memory, byte[] content, long at)
    {
        try
        {
            return RandomAccess.Read(memory, content, at);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
