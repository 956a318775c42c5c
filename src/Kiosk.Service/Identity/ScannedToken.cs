using System.Text;
using Kiosk.Durability;
using Kiosk.Identity.Enrolment;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Identity;

/// <summary>
/// Hands an enrolment token that the scanner read to the system, which enrols with it as with one on a stick. Only a terminal without certificates takes one: nobody who passes an enrolled one
/// may point it at another collector.
/// </summary>
/// <param name="file">In the service's runtime directory. A unit of the image watches for it; where there is none, nothing happens.</param>
internal sealed partial class ScannedToken(TerminalEnrolment enrolment, string file, ILogger<ScannedToken> logger)
{
    /// <returns>Whether the code is meant as a token, whatever became of it: nobody checks in with one.</returns>
    public bool Take(string code)
    {
        if (!EnrolmentToken.IsMeant(code))
        {
            return false;
        }

        try
        {
            if (enrolment.Certificates is null)
            {
                Write(code);
                Log.Taken(logger);
            }
            else
            {
                Log.Refused(logger);
            }
        }
        catch (Exception e) when (e is EnrolmentException or IOException or UnauthorizedAccessException)
        {
            Log.NotTaken(logger, e.Message);
        }

        return true;
    }

    // Whole at once: the system looks as soon as the name is there.
    private void Write(string token)
    {
        var beside = file + ".new";
        using (var written = PlainFile.CreateOrOpen(beside))
        {
            written.SetLength(0);
            written.Write(Encoding.UTF8.GetBytes(token));
        }

        File.Move(beside, file, overwrite: true);
    }

    private static partial class Log
    {
        [LoggerMessage(322, LogLevel.Information, "The scanner read an enrolment token; the terminal enrols with it")]
        public static partial void Taken(ILogger logger);

        [LoggerMessage(323, LogLevel.Warning, "The scanner read an enrolment token; this terminal is enrolled and takes none")]
        public static partial void Refused(ILogger logger);

        [LoggerMessage(324, LogLevel.Warning, "The scanner read an enrolment token, which cannot be used: {Reason}")]
        public static partial void NotTaken(ILogger logger, string reason);
    }
}
