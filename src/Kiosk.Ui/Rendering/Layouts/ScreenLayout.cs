using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Rendering.Layouts;

/// <summary>Lays out any screen.</summary>
internal static class ScreenLayout
{
    public static Drawing Of(Screen screen, ScreenView view, IRuler ruler)
    {
        var board = new Board(view, ruler, Theme.Of(screen));
        switch (screen)
        {
            case Screen.Idle idle:
                IdleLayout.Place(board, idle);
                break;
            case Screen.Admitted admitted:
                AdmittedLayout.Place(board, admitted);
                break;
            case Screen.ProcedureChoice choice:
                ChoiceLayout.Place(board, choice);
                break;
            case Screen.OperatorMenu menu:
                ChoiceLayout.Place(board, menu);
                break;
            case Screen.OwnRecord record:
                OwnRecordLayout.Place(board, record);
                break;
            case Screen.ClerkDesk desk:
                ClerkLayout.Place(board, desk);
                break;
            case Screen.OwnAttendance own:
                OwnAttendanceLayout.Place(board, own);
                break;
            case Screen.DocumentCheck check:
                DocumentLayout.Place(board, check);
                break;
            case Screen.CaseEntry entry:
                CaseEntryLayout.Place(board, entry);
                break;
            case Screen.ProcedureReceipt receipt:
                ReceiptLayout.Place(board, receipt);
                break;
            case Screen.Software software:
                SoftwareLayout.Place(board, software);
                break;
            case Screen.OperatorView { Figures: var figures }:
                OperatorLayout.Place(board, figures);
                break;
            case Screen.Readiness sheet:
                var wording = board.Wording.Operator;
                ChecksLayout.Place(board, wording.HeadlineOf(sheet), sheet.Checks, wording.Of(sheet)[^1]);
                break;
            case Screen.DeviceCheck test:
                ChecksLayout.Place(board, board.Wording.Operator.HeadlineOf(test), test.Steps, board.Wording.Operator.TriedOf(test), footSize: 26);
                break;
            default:
                AnswerLayout.Place(board, screen);
                break;
        }

        return board.ToDrawing();
    }
}
