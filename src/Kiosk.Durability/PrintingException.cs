using System.Runtime.InteropServices;

namespace Kiosk.Durability;

/// <summary>Standard output cannot be written. The message is one sentence with the remedy. Not an <see cref="IOException"/>, so that handlers of file errors do not catch it.</summary>
internal sealed class PrintingException(string reason) : Exception($"Could not write to standard output: {reason}")
{
    public static PrintingException Of(int errno) => new(ReasonOf(errno));

    /// <summary>The parent process closed standard output.</summary>
    public static PrintingException OfClosed() => new("it is closed; leave it open, or send it to a file.");

    private static string ReasonOf(int errno) => errno switch
    {
        Libc.NoSpace or Libc.QuotaExceeded => "no space left on the device it goes to; make room there, or send it elsewhere.",
        Libc.InputOutput => "the device it goes to fails, or its terminal was closed; send it elsewhere.",
        _ => $"the system says \"{Marshal.GetPInvokeErrorMessage(errno)}\"; send it elsewhere.",
    };
}
