using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Durability;

/// <summary>Standard output and error of this process. Output that cannot be written is a <see cref="PrintingException"/>; where standard error cannot be written there is nobody left to tell.</summary>
internal static class StandardStreams
{
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>How many letters a line of the terminal takes that standard output goes to; without end where it goes elsewhere. Asking the console would print to it.</summary>
    public static int LineLength
    {
        get
        {
            var size = default(Libc.WindowSize);
            return Libc.ioctl(Of(Output), Libc.GetWindowSize, ref size) == 0 && size.Columns > 0 ? size.Columns : int.MaxValue;
        }
    }

    /// <summary>Puts both in the place of the console's own. To be called before anything is printed or opened.</summary>
    public static void Prepare()
    {
        var (hasOutput, hasError) = (IsOpen(Output), IsOpen(Error));
        TakeFreeNumbers();
        Console.SetOut(WriterTo(new PrintStream(hasOutput ? Of(Output) : null, isHeeded: true)));
        Console.SetError(WriterTo(new PrintStream(hasError ? Of(Error) : null, isHeeded: false)));
    }

    // The runtime opens files before anything of ours runs, and they get the lowest free numbers; each is closed on exec, as nothing is that was handed down.
    private static bool IsOpen(int descriptor) => Libc.fcntl(descriptor, Libc.GetDescriptorFlags) is >= 0 and var flags && (flags & Libc.ClosedOnExec) == 0;

    // Else the next file to be opened, the journal, say, would be what the process prints to.
    private static void TakeFreeNumbers()
    {
        while (true)
        {
            using var taken = Libc.open("/dev/null", Libc.ReadWrite, 0);
            if (taken.IsInvalid || taken.DangerousGetHandle() > Error)
            {
                return;
            }

            Keep(taken);
        }
    }

    private static SafeFileHandle Of(int descriptor) => new(descriptor, ownsHandle: false);

    private static void Keep(SafeFileHandle handle) => handle.SetHandleAsInvalid();

    private static StreamWriter WriterTo(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };
}
